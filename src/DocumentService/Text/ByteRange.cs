namespace GroupChat.Documents.Text;

/// <summary>A range of a document's canonical text, in bytes of UTF-8. End is exclusive.</summary>
internal readonly record struct ByteRange(int Start, int End)
{
    public int Length => End - Start;

    public bool IsEmpty => End <= Start;
}
