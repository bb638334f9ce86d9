namespace GroupChat.Documents.Text;

/// <summary>What a block is: it decides where a long one may be cut.</summary>
internal enum BlockKind
{
    Paragraph,
    Heading,
    ListItem,
    Code,
    Table,
    Quote,
}
