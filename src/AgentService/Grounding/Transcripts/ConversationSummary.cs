using System.Text;
using GroupChat.Agents.Language;
using GroupChat.Agents.Language.Rules;
using GroupChat.Agents.Metering;
using GroupChat.Agents.Models;
using GroupChat.Agents.Turns;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>Summarises the oldest part of a conversation: by the model that answers when it writes, else by its key sentences.</summary>
internal sealed class ConversationSummary(LanguageTasks tasks)
{
    private const int Sentences = 12;

    // More is reduced to its key sentences before a model reads it.
    private const int MostModelBytes = 12_000;
    private const int KeySentences = 60;

    /// <param name="model">What answers.</param>
    /// <param name="lines">Oldest first; an earlier summary may be among them.</param>
    /// <param name="mostBytes">Of the summary.</param>
    /// <param name="asker">For whom.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<(string Text, string By)> OfAsync(
        Model model, IEnumerable<PromptLine> lines, int mostBytes, ModelAsker asker, CancellationToken cancellationToken)
    {
        var text = string.Join('\n', lines.Select(WordsOf).Where(static words => words.Length > 0));
        if (text.Length == 0)
            return ("", "");
        var (summary, by) = await SummarizeAsync(model, text, asker, cancellationToken);
        return (Utf8Prefix.Of(summary, mostBytes), by);
    }

    private async Task<(string Text, string By)> SummarizeAsync(
        Model model, string text, ModelAsker asker, CancellationToken cancellationToken)
    {
        if (!model.Generative)
            return (ExtractiveSummary.Of(text, Sentences).Summary, LanguageModels.Rules);
        try
        {
            var bounded = Encoding.UTF8.GetByteCount(text) > MostModelBytes ? ExtractiveSummary.Of(text, KeySentences).Summary : text;
            var result = await tasks.SummarizeAsync(Utf8Prefix.Of(bounded, MostModelBytes), Sentences, model.ModelId, asker, cancellationToken);
            return (result.Value, result.ModelId);
        }
        catch (DomainError)
        {
            // A model that cannot do it leaves the conversation no poorer than rules would.
            return (ExtractiveSummary.Of(text, Sentences).Summary, LanguageModels.Rules);
        }
    }

    private static string WordsOf(PromptLine line) => line.Entry.Kind switch
    {
        TranscriptKind.Said => $"{line.Said!.AuthorName}: {line.Said.Text}",
        TranscriptKind.Summary => line.Entry.Text,
        _ => "",
    };
}
