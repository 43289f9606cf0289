import { useRef, type HTMLAttributes, type ReactElement, type Ref } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';

export type VirtualListHandle = VirtualizerHandle;

interface VirtualListProps<Item> extends Pick<
  HTMLAttributes<HTMLElement>,
  'className' | 'role' | 'id' | 'tabIndex' | 'aria-label' | 'aria-live' | 'aria-busy' | 'onKeyDown' | 'onFocus'
> {
  items: readonly Item[];
  children: (item: Item, index: number) => ReactElement;
  /** True while items are being added at the start, so that the eye keeps its place. */
  shift?: boolean;
  itemSize?: number;
  /** Called with distances in pixels to the start and the end of the content as it is drawn. */
  onEdges?: (fromStart: number, fromEnd: number) => void;
  /** Called when something was measured anew, with the distance to the start at which that left the content. */
  onResize?: (fromStart: number) => void;
  ref?: Ref<VirtualListHandle>;
}

/** The only place that knows the virtual-list library (still before 1.0). */
export function VirtualList<Item>({
  items,
  children,
  shift,
  itemSize,
  onEdges,
  onResize,
  ref,
  ...rest
}: VirtualListProps<Item>) {
  const frame = useRef<HTMLDivElement>(null);
  return (
    <div
      {...rest}
      ref={frame}
      style={{ display: 'block', overflowY: 'auto', contain: 'strict', width: '100%', height: '100%' }}
    >
      <Virtualizer
        {...(ref ? { ref } : {})}
        data={items}
        {...(shift === undefined ? {} : { shift })}
        {...(itemSize === undefined ? {} : { itemSize })}
        onResize={() => frame.current && onResize?.(frame.current.scrollTop)}
        onScroll={(offset) => {
          const drawn = frame.current;
          // Not what the library has measured: that is a frame ahead of what one sees.
          if (drawn) onEdges?.(offset, drawn.scrollHeight - drawn.clientHeight - offset);
        }}
      >
        {children}
      </Virtualizer>
    </div>
  );
}
