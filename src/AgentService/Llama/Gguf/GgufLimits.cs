namespace GroupChat.Agents.Llama.Gguf;

/// <summary>What a header may take. Real models stay far below; a file beyond is refused before anything is reserved for it.</summary>
internal static class GgufLimits
{
    public const int Keys = 4_096;
    public const int Tensors = 65_536;
    public const int KeyBytes = 256;
    public const int TensorNameBytes = 63;
    public const int TextBytes = 1 << 20;
    public const int ArrayLength = 4 << 20;

    /// <summary>Bytes of keys and tensor descriptions together.</summary>
    public const long HeaderBytes = 512L << 20;
}
