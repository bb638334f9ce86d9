using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Answers;

/// <summary>When all is at rest: every answer has ended, the same for everybody, with what its model said.</summary>
internal sealed class AnswerJudge(AnswerSheet sheet, string scripted)
{
    private const string Server = "the log";

    /// <param name="log">The whole log, as the server has it.</param>
    /// <param name="viewers">Those who watched it.</param>
    public void Judge(IReadOnlyList<RoomEvent> log, IReadOnlyList<string> viewers)
    {
        var truth = new ViewerSheet(Server, sheet);
        foreach (var change in log)
            truth.See(new() { Event = change });
        foreach (var open in truth.Open())
            sheet.Complain(AnswerFault.NoEnd, Server, $"{open} has not ended");
        var questions = log.Select(change => change.MessagePosted?.Message).OfType<Message>().ToDictionary(message => message.MessageId);
        foreach (var (answer, ends) in truth.Ends())
        {
            foreach (var end in ends)
                Read(answer, end, questions[end.Answer.QuestionMessageId]);
            foreach (var viewer in viewers)
                Compare(viewer, answer, ends);
        }
    }

    private void Read(string answer, Message end, Message question)
    {
        var text = TextOf(end);
        var seen = sheet.TextOf(answer, end.Answer.RunId) ?? "";
        if (!text.StartsWith(seen, StringComparison.Ordinal))
            sheet.Complain(AnswerFault.OtherText, Server, $"{answer} ended as '{text}', its run had shown '{seen}'");
        if (end.Author.UserId != scripted)
            return;
        var whole = AnswerScript.Text(AnswerScript.NumberIn(TextOf(question)));
        if (end.Answer.State == AnswerState.Complete ? text != whole : !whole.StartsWith(text, StringComparison.Ordinal))
            sheet.Complain(AnswerFault.OtherText, Server, $"{answer} ended {end.Answer.State} as '{text}', the model says '{whole}'");
    }

    private void Compare(string viewer, string answer, IReadOnlyList<Message> ends)
    {
        var seen = sheet.Of(viewer).Ends().GetValueOrDefault(answer) ?? [];
        if (seen.Count < ends.Count)
            sheet.Complain(AnswerFault.NoEnd, viewer, $"{answer} has ended {ends.Count} times, {seen.Count} ends were seen");
        else if (!seen.SequenceEqual(ends))
            sheet.Complain(AnswerFault.OtherEnd, viewer, $"{answer} ended otherwise than in the log");
    }

    private static string TextOf(Message message) => string.Concat(message.Parts.Select(part => part.Text.Text));
}
