namespace GroupChat.Agents.Extractive;

internal enum MarkdownBlockKind
{
    Paragraph,
    ListItem,
    TableRow,
    Heading,
    Code,
}
