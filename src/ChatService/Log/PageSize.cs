using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Log;

/// <summary>How many entries a page has: what was asked for within the limits.</summary>
internal readonly record struct PageSize(int Default, int Max)
{
    public static readonly PageSize List = new(50, 200);
    public static readonly PageSize Events = new(100, 500);
    public static readonly PageSize Search = new(20, 100);

    /// <exception cref="DomainError">Negative.</exception>
    public int For(int asked) => asked switch
    {
        < 0 => throw Violations.One("page_size", "must not be negative"),
        0 => Default,
        _ => Math.Min(asked, Max),
    };
}
