import { useRef, type HTMLAttributes, type ReactElement, type Ref } from 'react';
import { VList, type VListHandle } from 'virtua';

export type VirtualListHandle = VListHandle;

interface VirtualListProps<Item> extends Pick<
  HTMLAttributes<HTMLElement>,
  'className' | 'role' | 'id' | 'tabIndex' | 'aria-label' | 'aria-live' | 'aria-busy' | 'onKeyDown' | 'onFocus'
> {
  items: readonly Item[];
  children: (item: Item, index: number) => ReactElement;
  /** True while items are being added at the start, so that the eye keeps its place. */
  shift?: boolean;
  itemSize?: number;
  /** Called with distances in pixels to the start and the end of the content. */
  onEdges?: (fromStart: number, fromEnd: number) => void;
  onResize?: () => void;
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
  const own = useRef<VListHandle>(null);
  const setRef = (handle: VListHandle | null) => {
    own.current = handle;
    if (typeof ref === 'function') ref(handle);
    else if (ref) ref.current = handle;
  };
  return (
    <VList
      {...rest}
      ref={setRef}
      data={items}
      {...(shift === undefined ? {} : { shift })}
      {...(itemSize === undefined ? {} : { itemSize })}
      {...(onResize ? { onResize } : {})}
      onScroll={(offset) => {
        const list = own.current;
        if (list) onEdges?.(offset, list.scrollSize - list.viewportSize - offset);
      }}
    >
      {children}
    </VList>
  );
}
