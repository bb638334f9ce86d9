using System.Globalization;

namespace GroupChat.Bench.Lexical;

/// <summary>A process and its children, as a server that makes one for each connection.</summary>
internal static class ProcessFamily
{
    /// <summary>Ticks of the kernel's a second, on every Linux in use.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Processor time of all of them so far, of those that have ended too.</summary>
    public static TimeSpan Processor(int parent)
    {
        double ticks = 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            if (FieldsOf(folder) is { } fields && (fields.Id == parent || fields.Parent == parent))
                ticks += fields.Ticks;
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    // Behind the name in parentheses: state, parent, ..., and from the twelfth on user and system time, own and of ended children.
    private static (int Id, int Parent, long Ticks)? FieldsOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(Path.GetFileName(folder)), Number(fields[1]), fields[11..15].Sum(field => (long)Number(field)));
        }
        catch (IOException)
        {
            return null; // it has ended
        }

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }
}
