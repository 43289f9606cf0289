import { useRef, useState, type PointerEvent } from 'react';
import { Download, X, ZoomIn, ZoomOut } from 'lucide-react';
import { t } from '@shared/i18n';
import { closeDialog, type DialogProps } from '@/data/dialogs';
import { Dialog } from '@/ui/Dialog/Dialog';
import { IconButton } from '@/ui/IconButton/IconButton';
import styles from './LightBox.module.css';

const MOST = 5;
const clamp = (scale: number): number => Math.min(MOST, Math.max(1, scale));

/** Picture over the whole screen: wheel, buttons, keys or two fingers zoom up to five times; dragging moves it. */
export default function LightBox({ images, index }: DialogProps['lightBox']) {
  const image = images[index];
  const [view, setView] = useState({ scale: 1, x: 0, y: 0 });
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const pinch = useRef<{ distance: number; scale: number } | null>(null);
  if (!image) return null;

  const zoom = (scale: number) =>
    setView((before) => (clamp(scale) === 1 ? { scale: 1, x: 0, y: 0 } : { ...before, scale: clamp(scale) }));
  const distance = () => {
    const [one, other] = [...pointers.current.values()];
    return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
  };
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.current.size === 2) pinch.current = { distance: distance(), scale: view.scale };
  };
  const onPointerMove = (event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.current.size === 2 && pinch.current) zoom((pinch.current.scale * distance()) / pinch.current.distance);
    else if (view.scale > 1)
      setView((now) => ({ ...now, x: now.x + event.clientX - before.x, y: now.y + event.clientY - before.y }));
  };
  const onPointerUp = (event: PointerEvent) => {
    pointers.current.delete(event.pointerId);
    pinch.current = null;
  };
  return (
    <Dialog kind="full" title={image.name} onClose={closeDialog}>
      <div className={styles.bar}>
        <span>{image.name}</span>
        <IconButton
          label={t('lightBox.zoomOut')}
          icon={<ZoomOut size={22} />}
          disabled={view.scale === 1}
          onClick={() => zoom(view.scale / 1.5)}
        />
        <IconButton
          label={t('lightBox.zoomIn')}
          icon={<ZoomIn size={22} />}
          disabled={view.scale === MOST}
          onClick={() => zoom(view.scale * 1.5)}
        />
        <a
          className={styles.download}
          href={image.url}
          download={image.name}
          aria-label={t('media.download', { name: image.name })}
          target="_blank"
          rel="noopener noreferrer"
        >
          <Download size={22} aria-hidden="true" />
        </a>
        <IconButton label={t('action.close')} icon={<X size={24} />} onClick={closeDialog} />
      </div>
      <div
        className={styles.stage}
        onWheel={(event) => zoom(view.scale * (event.deltaY < 0 ? 1.15 : 1 / 1.15))}
        onDoubleClick={() => zoom(view.scale > 1 ? 1 : 2.5)}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
      >
        <img
          src={image.url}
          alt={image.name}
          draggable={false}
          style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
        />
      </div>
    </Dialog>
  );
}
