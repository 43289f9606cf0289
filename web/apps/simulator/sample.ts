/** Draws a picture to send when nobody wants to look for one: a sun over roofs with solar panels. */
export async function drawSample(): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  const sky = pen.createLinearGradient(0, 0, 0, 480);
  sky.addColorStop(0, '#7cc4e8');
  sky.addColorStop(1, '#fbe3b5');
  pen.fillStyle = sky;
  pen.fillRect(0, 0, 640, 480);
  pen.fillStyle = '#f6b221';
  pen.beginPath();
  pen.arc(500, 110, 54, 0, Math.PI * 2);
  pen.fill();
  pen.fillStyle = '#b7553b';
  pen.beginPath();
  pen.moveTo(60, 300);
  pen.lineTo(300, 160);
  pen.lineTo(540, 300);
  pen.fill();
  pen.fillStyle = '#f4ede2';
  pen.fillRect(100, 300, 400, 180);
  pen.fillStyle = '#1f3b63';
  for (let column = 0; column < 3; column += 1) pen.fillRect(200 + column * 72, 232, 62, 46);
  pen.fillStyle = '#5c6d76';
  pen.fillRect(270, 360, 70, 120);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}
