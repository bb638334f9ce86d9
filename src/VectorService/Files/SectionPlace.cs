namespace GroupChat.Vectors.Files;

/// <summary>Where a section lies in its file, and the CRC-32C of its bytes.</summary>
internal readonly record struct SectionPlace(long Offset, long Length, uint Checksum)
{
    /// <summary>Sections in a file.</summary>
    public const int Count = (int)IndexSection.Ids + 1;

    public long End => Offset + Length;
}
