namespace GroupChat.Agents.Models;

/// <summary>What a model is trusted with.</summary>
internal enum ModelMode
{
    /// <summary>It writes its answers.</summary>
    Write,

    /// <summary>It chooses a sentence of the passages, which is quoted, or the refusal: for very small models.</summary>
    Quote,

    /// <summary>It turns texts into vectors and answers nobody.</summary>
    Embed,
}
