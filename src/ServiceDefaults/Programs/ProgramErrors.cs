using GroupChat.ServiceDefaults.Workers;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Programs;

/// <summary>Logs what a program says to standard error, so many lines a minute and no more, however much it says.</summary>
internal sealed partial class ProgramErrors(string program, ILogger logger)
{
    private const int MostLines = 200;
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    public async Task ReadAsync(StreamReader reader)
    {
        var (since, lines) = (TimeProvider.System.GetTimestamp(), 0);
        await foreach (var line in WorkerOutput.LinesAsync(reader))
        {
            if (TimeProvider.System.GetElapsedTime(since) > Span)
                (since, lines) = (TimeProvider.System.GetTimestamp(), 0);
            if (++lines <= MostLines)
                Said(program, line);
            else if (lines == MostLines + 1)
                SaidTooMuch(program);
        }
    }

    [LoggerMessage(EventName = "ProgramSaid", Level = LogLevel.Debug, Message = "{Program} printed: {Line}")]
    private partial void Said(string program, string line);

    [LoggerMessage(EventName = "ProgramSaidTooMuch", Level = LogLevel.Debug, Message = "{Program} prints more than is logged.")]
    private partial void SaidTooMuch(string program);
}
