using GroupChat.Agents.Metering;
using GroupChat.Agents.Models;
using GroupChat.Agents.Turns;

namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>
/// Makes a prompt fit into its model's context. Nothing is cut off in silence: the oldest part becomes a summary, and much of it at a
/// time, so that it happens seldom; then passages go, the least fitting first. A question that does not fit alone is refused.
/// </summary>
internal sealed class ContextFitter(ConversationSummary summary)
{
    // Of the room for the prompt, after a summary.
    private const double Kept = 0.6;
    private const double ForSummary = 0.125;
    private const int BytesOfToken = 3;
    private const int Attempts = 4;

    /// <returns>The size of the prompt as it is then.</returns>
    /// <exception cref="TurnFailure">QUESTION_TOO_LONG.</exception>
    public async Task<PromptSize> FitAsync(TranscriptDraft draft, Turn turn, Model model, CancellationToken cancellationToken)
    {
        var room = model.ContextTokens - (turn.Agent.Parameters.MaxOutputTokens ?? model.MaxOutputTokens);
        var size = await PromptMeter.MeasureAsync(model, draft.Messages, cancellationToken);
        if (size.Tokens <= room)
            return size;
        if ((await PromptMeter.MeasureAsync(model, draft.OnlyTheQuestion, cancellationToken)).Tokens > room)
            throw new TurnFailure(FailureReasons.QuestionTooLong, $"The question alone is longer than the {room} tokens that the model has for it.");
        for (var attempt = 1; size.Tokens > room && attempt <= Attempts; attempt++)
        {
            await SummarizeAsync(draft, turn, model, size, room * Kept / attempt, room, cancellationToken);
            size = await PromptMeter.MeasureAsync(model, draft.Messages, cancellationToken);
        }
        while (size.Tokens > room && draft.DropPassage())
            size = await PromptMeter.MeasureAsync(model, draft.Messages, cancellationToken);
        if (size.Tokens > room)
        {
            draft.Forget();
            size = await PromptMeter.MeasureAsync(model, draft.Messages, cancellationToken);
        }
        return size;
    }

    private async Task SummarizeAsync(
        TranscriptDraft draft, Turn turn, Model model, PromptSize size, double target, int room, CancellationToken cancellationToken)
    {
        // What the model counts against what is estimated, so that single lines need not be counted.
        var factor = size.Tokens / (double)Math.Max(1, PromptMeter.Estimate(draft.Messages));
        var left = target - (PromptMeter.Estimate(draft.OnlyTheTurn) * factor);
        var first = draft.OwnFrom;
        while (first > 0 && (left -= PromptMeter.Estimate(draft.Lines[first - 1].Message) * factor) >= 0)
            first--;
        if (first == 0)
            return;
        var lines = draft.Lines.Take(first).Where(line => !draft.IsPinned(line));
        var (text, by) = await summary.OfAsync(
            model, lines, (int)(room * ForSummary * BytesOfToken), turn.AsksFor(CostKind.Summary), cancellationToken);
        draft.Replace(first, text, by);
    }
}
