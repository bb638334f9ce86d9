using System.Globalization;

namespace GroupChat.ServiceDefaults.Text;

/// <summary>
/// The three Unicode tables normalization needs, read once from the embedded nfkc.txt (see eng/unicode/nfkc.py).
/// They are pinned: the same text gives the same vector on every runtime and platform.
/// </summary>
internal sealed class NfkcTable
{
    private static readonly Lazy<NfkcTable> Loaded = new(Load);
    private readonly Dictionary<int, int[]> _decompositions = new(6_000);
    private readonly Dictionary<int, byte> _classes = new(1_000);
    private readonly Dictionary<long, int> _compositions = new(1_000);
    private readonly HashSet<int> _seconds = [];

    public static NfkcTable Instance => Loaded.Value;

    public ReadOnlySpan<int> Decomposition(int point) => _decompositions.GetValueOrDefault(point);

    public byte CombiningClass(int point) => _classes.GetValueOrDefault(point);

    public bool TryCompose(int first, int second, out int composed) => _compositions.TryGetValue(Pair(first, second), out composed);

    /// <summary>Whether some composition ends with this code point.</summary>
    public bool IsSecond(int point) => _seconds.Contains(point);

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    private static NfkcTable Load()
    {
        var table = new NfkcTable();
        using var stream = typeof(NfkcTable).Assembly.GetManifestResourceStream("nfkc.txt")
            ?? throw new InvalidOperationException("The resource nfkc.txt is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            table.Add(line);
        return table;
    }

    private void Add(string line)
    {
        if (line.StartsWith('#'))
            return;
        var points = Array.ConvertAll(line[2..].Split(' '), part => int.Parse(part, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        switch (line[0])
        {
            case 'D':
                _decompositions.Add(points[0], points[1..]);
                break;
            case 'M':
                _classes.Add(points[0], (byte)points[1]);
                break;
            case 'C':
                _compositions.Add(Pair(points[0], points[1]), points[2]);
                _seconds.Add(points[1]);
                break;
            default:
                throw new InvalidDataException($"nfkc.txt has an unknown line: {line}");
        }
    }
}
