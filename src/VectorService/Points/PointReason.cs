namespace GroupChat.Vectors.Points;

/// <summary>Why a point was not taken in. The names are part of the contract.</summary>
internal static class PointReason
{
    public const string None = "";
    public const string IdInvalid = "ID_INVALID";
    public const string EmptyPoint = "EMPTY_POINT";
    public const string TextTooLong = "TEXT_TOO_LONG";
    public const string DimensionMismatch = "DIMENSION_MISMATCH";
    public const string VectorInvalid = "VECTOR_INVALID";
    public const string PayloadInvalid = "PAYLOAD_INVALID";
}
