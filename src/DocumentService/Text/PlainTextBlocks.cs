namespace GroupChat.Documents.Text;

/// <summary>Structure of plain text: paragraphs between blank lines, and nothing guessed.</summary>
internal static class PlainTextBlocks
{
    public static List<Block> Read(CanonicalText text)
    {
        var blocks = new List<Block>();
        var start = -1;
        var end = 0;
        for (var at = 0; at < text.Length;)
        {
            var line = TextLine.At(text.Bytes, at);
            if (line.IsBlank && start >= 0)
            {
                blocks.Add(new(BlockKind.Paragraph, new(start, end), []));
                start = -1;
            }
            else if (!line.IsBlank)
            {
                start = start < 0 ? line.Range.Start : start;
                end = line.Range.End;
            }
            at = line.Range.End + 1;
        }
        if (start >= 0)
            blocks.Add(new(BlockKind.Paragraph, new(start, end), []));
        return blocks;
    }
}
