using Spectre.Console;

namespace GroupChat.Cli.Commands;

/// <summary>The bar of one upload.</summary>
internal sealed class UploadBar(ProgressTask task) : IProgress<long>
{
    public void Report(long value) => task.Value = value;

    /// <summary>The file is done with: its bar no longer moves, and is full only when all went well.</summary>
    public void End(bool succeeded)
    {
        if (succeeded)
            task.Value = task.MaxValue;
        else
            task.Description = $"[red]{task.Description}[/]";
        task.StopTask();
    }
}
