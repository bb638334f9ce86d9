namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>Guesses which setting was meant.</summary>
internal static class Spelling
{
    /// <summary>The nearest known key, when it is near enough to be worth a question.</summary>
    public static string? Closest(string key, IEnumerable<string> known)
    {
        var wanted = key.ToUpperInvariant();
        var best = known
            .Select(candidate => (Key: candidate, Distance: Distance(wanted, candidate.ToUpperInvariant())))
            .DefaultIfEmpty()
            .MinBy(candidate => candidate.Distance);
        return best.Key is not null && best.Distance <= Math.Max(1, key.Length / 4) ? best.Key : null;
    }

    /// <summary>
    /// Changes of one letter between two texts; 0 as well for the same last part under another section, the commonest slip.
    /// Levenshtein, https://en.wikipedia.org/wiki/Levenshtein_distance, one row kept.
    /// </summary>
    private static int Distance(string a, string b)
    {
        if (a == b[(b.LastIndexOf(':') + 1)..])
            return 0;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
