using GroupChat.Agents.Llama.Grammar;
using GroupChat.Agents.Models;

namespace GroupChat.Agents.Llama;

/// <summary>One answer asked of a local model.</summary>
internal sealed record LlamaRequest
{
    /// <summary>Characters of all messages together that are read at all; more is refused before it costs anything.</summary>
    public const int MostCharacters = 2_000_000;

    /// <summary>The prompt as messages, put into words by the model's own template. Empty when there are <see cref="Tokens"/>.</summary>
    public IReadOnlyList<LlamaMessage> Messages { get; init; } = [];

    /// <summary>The prompt as tokens of this model, used as they are.</summary>
    public IReadOnlyList<int> Tokens { get; init; } = [];

    /// <summary>Tokens to generate at most. Together with the prompt they must fit into the context.</summary>
    public int MaxTokens { get; init; } = 512;

    /// <summary>How a token is chosen.</summary>
    public LlamaSampling Sampling { get; init; } = LlamaSampling.Default;

    /// <summary>What the answer must look like; null: anything.</summary>
    public GbnfGrammar? Grammar { get; init; }

    /// <summary>Texts that end the answer, and are not part of it. At most 16 of at most 256 characters.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>Whose prompts may share computed prefixes with this one. Empty: nobody's.</summary>
    public string RoomKey { get; init; } = "";

    /// <summary>Who is served: waiting requests of different users take turns by the tokens they have had.</summary>
    public string UserKey { get; init; } = "";

    /// <summary>
    /// Hears once what the request took, before its stream has ended in whatever way. Called by the engine's thread: it must not wait.
    /// </summary>
    public Action<LlamaCost>? Spent { get; init; }

    /// <summary>The user's share against others'. Default 1; above 0, at most 1,000.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Which of the model's adapters change the answer; null: those that it uses by itself.</summary>
    public IReadOnlyList<AdapterUse>? Adapters { get; init; }
}
