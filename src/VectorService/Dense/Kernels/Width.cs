namespace GroupChat.Vectors.Dense.Kernels;

/// <summary>What lengths are padded to, so that no kernel has a tail to treat.</summary>
internal static class Width
{
    public const int Floats = 16;
    public const int Codes = 64;

    public static int PaddedFloats(int dimension) => (dimension + Floats - 1) / Floats * Floats;

    public static int PaddedCodes(int dimension) => (dimension + Codes - 1) / Codes * Codes;
}
