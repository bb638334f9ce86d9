namespace GroupChat.Agents.Llama;

/// <summary>Why an answer ended.</summary>
internal enum LlamaStop
{
    /// <summary>The model had nothing to add.</summary>
    EndOfText,

    /// <summary>A text of <see cref="LlamaRequest.Stop"/> came.</summary>
    StopText,

    /// <summary>The tokens asked for were used up.</summary>
    MaxTokens,
}
