namespace GroupChat.Agents.Extractive;

/// <summary>
/// Finds code fences in a passage, also where the passage was cut inside one. What may be half a fence is marked as not
/// whole, and nothing of it is quoted.
/// </summary>
internal sealed class FenceMap
{
    private readonly List<(int First, int Last, bool Whole)> _blocks = [];

    public static FenceMap Of(List<TextLine> lines)
    {
        var map = new FenceMap();
        var marks = Enumerable.Range(0, lines.Count).Where(index => lines[index].Fence is not null).ToList();
        var next = 0;
        if (BeginsInside(lines, marks))
        {
            map._blocks.Add((0, marks[0], false));
            next = 1;
        }
        while (next < marks.Count)
        {
            var close = next + 1;
            while (close < marks.Count && !Closes(lines[marks[next]], lines[marks[close]]))
                close++;
            var whole = close < marks.Count;
            map._blocks.Add((marks[next], whole ? marks[close] : lines.Count - 1, whole));
            next = close + 1;
        }
        return map;
    }

    /// <summary>The fence that begins at this line; the caller then skips it.</summary>
    public (int First, int Last, bool Whole)? BlockAt(int line)
    {
        foreach (var block in _blocks)
        {
            if (block.First == line)
                return block;
        }
        return null;
    }

    /// <summary>A bare fence before one that names a language, with nothing to pair it, ends code that began earlier.</summary>
    private static bool BeginsInside(List<TextLine> lines, List<int> marks)
    {
        if (marks.Count == 0 || lines[marks[0]].OpensFence)
            return false;
        if (marks.Count % 2 == 0)
            return lines[marks[1]].OpensFence;
        return marks.Count == 1 ? LooksLikeCode(lines, marks[0]) : lines[marks[1]].OpensFence;
    }

    /// <summary>With one bare fence only the text can tell: prose before it has blank lines or ends like prose.</summary>
    private static bool LooksLikeCode(List<TextLine> lines, int mark) =>
        mark > 0 && !lines[mark - 1].IsBlank && !lines[mark - 1].Trimmed.EndsWith(':') && !lines[mark - 1].Trimmed.EndsWith('.');

    private static bool Closes(TextLine open, TextLine close) =>
        !close.OpensFence && close.Fence![0] == open.Fence![0] && close.Fence.Length >= open.Fence.Length;
}
