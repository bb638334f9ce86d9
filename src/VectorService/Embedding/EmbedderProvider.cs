namespace GroupChat.Vectors.Embedding;

/// <summary>Who makes the vectors of a configured embedder.</summary>
internal enum EmbedderProvider
{
    /// <summary>A server that speaks the embeddings of OpenAI.</summary>
    OpenAI,

    /// <summary>A model of AgentService: a local file, or whatever it is configured to speak to.</summary>
    Agents,
}
