using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GroupChat.Agents.Tools;

/// <summary>Results that may be given again, by tool, arguments and audience. Bounded: the oldest goes first.</summary>
internal sealed class ToolResults(TimeProvider time)
{
    private const int Most = 512;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Text, DateTimeOffset Until)> _results = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <param name="tool">The tool.</param>
    /// <param name="arguments">In any order: they are sorted by name.</param>
    /// <param name="audience">Who may have the result.</param>
    public static string KeyOf(string tool, IDictionary<string, object?> arguments, string audience)
    {
        var sorted = new SortedDictionary<string, object?>(arguments, StringComparer.Ordinal);
        var text = JsonSerializer.Serialize((string[])[tool, audience, JsonSerializer.Serialize(sorted)]);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    public string? Find(string key)
    {
        lock (_lock)
            return _results.TryGetValue(key, out var found) && found.Until > time.GetUtcNow() ? found.Text : null;
    }

    public void Keep(string key, string text, TimeSpan fresh)
    {
        lock (_lock)
        {
            if (!_results.ContainsKey(key))
                _order.Enqueue(key);
            _results[key] = (text, time.GetUtcNow() + fresh);
            while (_results.Count > Most)
                _results.Remove(_order.Dequeue());
        }
    }
}
