using Grpc.Core;

namespace GroupChat.Vectors.Tests.Qdrant.Double;

/// <summary>What the double knows, and what is to go wrong.</summary>
internal sealed class DoubleState
{
    public Lock Gate { get; } = new();

    public Dictionary<string, DoubleCollection> Collections { get; } = new(StringComparer.Ordinal);

    /// <summary>Empty: everybody may call.</summary>
    public string Key { get; init; } = "";

    /// <summary>Answers as servers before 1.17 do.</summary>
    public bool IsOld { get; set; }

    public string Version { get; set; } = "1.19.0";

    /// <summary>Called with the method before (false) and after (true) it has done its work; what it throws is the answer.</summary>
    public Func<string, bool, ServerCallContext, Task>? Trouble { get; set; }

    /// <summary>Methods called so far.</summary>
    public List<string> Calls { get; } = [];

    public DoubleCollection Require(string name) => Collections.TryGetValue(name, out var found)
        ? found
        : throw QdrantDouble.Refusal(StatusCode.NotFound, $"Not found: Collection `{name}` doesn't exist!");
}
