namespace GroupChat.Vectors.Search;

internal enum SearchMode
{
    Hybrid,
    Dense,
    Lexical,
}
