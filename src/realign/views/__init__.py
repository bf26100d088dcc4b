"""From an answer to what people read: sheets, pictures, sentences."""
