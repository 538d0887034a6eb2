const WIDTH = 960;
const HEIGHT = 640;

/** Paints a landscape of a hue that is drawn by lot, for who has no image at hand: a PNG. */
export async function sampleImage(random: () => number = Math.random): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser cannot paint");
  const hue = Math.floor(random() * 360);
  const sky = context.createLinearGradient(0, 0, 0, HEIGHT);
  sky.addColorStop(0, `hsl(${hue} 55% 62%)`);
  sky.addColorStop(1, `hsl(${hue + 40} 80% 88%)`);
  context.fillStyle = sky;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = `hsl(${hue + 50} 95% 94%)`;
  context.beginPath();
  context.arc(WIDTH * (0.25 + random() * 0.5), HEIGHT * 0.38, 70, 0, 2 * Math.PI);
  context.fill();
  for (const layer of [0, 1, 2, 3]) paintHills(context, layer, hue, random() * 10);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("this browser cannot write a PNG"))), "image/png");
  });
}

function paintHills(context: CanvasRenderingContext2D, layer: number, hue: number, phase: number): void {
  const height = HEIGHT * (0.5 + layer * 0.12);
  context.fillStyle = `hsl(${hue + 10} ${34 + layer * 4}% ${58 - layer * 12}%)`;
  context.beginPath();
  context.moveTo(0, HEIGHT);
  for (let x = 0; x <= WIDTH; x += 8) {
    const wave = Math.sin(x / (150 - layer * 18) + phase) * 34 + Math.sin(x / 57 + phase * 2) * 9;
    context.lineTo(x, height + wave);
  }
  context.lineTo(WIDTH, HEIGHT);
  context.fill();
}
