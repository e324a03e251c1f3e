"""A drawing in a PDF: the marks of drawing.py as vectors."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from dagster_project.exports.review.drawing import Area, Dot, Drawing, Label, Line, Mark
from dagster_project.exports.review.pdf_fonts import BOLD, REGULAR, drawable

WHITE = HexColor("#ffffff")


class Drawn(Flowable):
    """A drawing as a piece of a page."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self.drawing = drawing
        self.width, self.height = drawing.width, drawing.height

    def wrap(self, *_: float) -> tuple[float, float]:
        """Its size in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw it with its lower left corner at the origin."""
        canvas: Canvas = self.canv
        canvas.saveState()
        for mark in self.drawing.marks:
            _draw(canvas, mark, self.drawing.height)
        canvas.restoreState()


def _draw(canvas: Canvas, mark: Mark, height: float) -> None:
    colour = HexColor(mark.colour)
    canvas.setStrokeColor(colour)
    canvas.setFillColor(colour)
    if isinstance(mark, Line):
        canvas.setLineWidth(mark.width)
        canvas.setDash(*(mark.dash or ()))
        path = canvas.beginPath()
        path.moveTo(mark.points[0][0], height - mark.points[0][1])
        for x, y in mark.points[1:]:
            path.lineTo(x, height - y)
        canvas.drawPath(path)
        canvas.setDash()
    elif isinstance(mark, Area):
        canvas.setFillAlpha(mark.opacity)
        path = canvas.beginPath()
        path.moveTo(mark.points[0][0], height - mark.points[0][1])
        for x, y in mark.points[1:]:
            path.lineTo(x, height - y)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.setFillAlpha(1)
    elif isinstance(mark, Dot):
        canvas.setLineWidth(1)
        canvas.setFillColor(WHITE if mark.is_hollow else colour)
        canvas.circle(mark.x, height - mark.y, mark.radius, stroke=int(mark.is_hollow), fill=1)
    elif isinstance(mark, Label):
        canvas.setFont(BOLD if mark.is_bold else REGULAR, mark.size * 0.86)
        write = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}
        write[mark.anchor](mark.x, height - mark.y, drawable(mark.text))
