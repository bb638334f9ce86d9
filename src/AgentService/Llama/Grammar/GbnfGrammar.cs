namespace GroupChat.Agents.Llama.Grammar;

/// <summary>
/// A grammar in llama.cpp's notation that has been checked: it is short, shallow and does not explode, so that the library can
/// take it without running out of stack or memory.
/// </summary>
internal sealed class GbnfGrammar
{
    public const int MostCharacters = 65_536;

    private GbnfGrammar(string text) => Text = text;

    /// <summary>The rules; the first to apply is called root.</summary>
    public string Text { get; }

    /// <exception cref="ServiceDefaults.Errors.DomainError">GRAMMAR_INVALID.</exception>
    public static GbnfGrammar Parse(string text)
    {
        if (text.Length is 0 or > MostCharacters)
            throw LlamaErrors.GrammarInvalid($"it must have 1 to {MostCharacters} characters");
        new GbnfCheck(text).Run();
        return new GbnfGrammar(text);
    }
}
