namespace GroupChat.Integration.Tests.WebPage;

/// <summary>
/// A script that drives browsers. What happens to the server it asks for by a line: <c>kill</c> kills it, <c>start</c> starts it again
/// with the same data; each is answered by <c>done</c>. Its last line is <c>OK</c>.
/// </summary>
internal static class BrowserRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(7);

    /// <param name="script">The script, beside this file.</param>
    /// <param name="gateway">The server that it uses.</param>
    /// <param name="settings">What the server is started again with.</param>
    /// <param name="more">What the script wants to know beside the address.</param>
    public static async Task RunAsync(string script, GatewayProcess gateway, string[] settings, params string[] more)
    {
        var run = new Conversation(gateway, settings);
        var path = Path.Combine(Commands.Root, "tests", "Integration", "WebPage", script);
        var process = Commands.Start("node", [path, gateway.Address, .. more], run.Take);
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            run.AnswerTo(process.StandardInput);
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{script} did not end:\n{run.Text}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            process.Dispose();
        }
        Assert.True(run.Ended, run.Text);
    }

    private sealed class Conversation(GatewayProcess gateway, string[] settings)
    {
        private readonly List<string> _lines = [];
        private readonly TaskCompletionSource<StreamWriter> _input = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Ended
        {
            get
            {
                lock (_lines)
                    return _lines is [.., "OK"];
            }
        }

        public string Text
        {
            get
            {
                lock (_lines)
                    return string.Join('\n', _lines);
            }
        }

        public void AnswerTo(StreamWriter input) => _input.SetResult(input);

        public void Take(string line)
        {
            lock (_lines)
                _lines.Add(line);
            if (line is "kill" or "start")
                _ = DoAsync(line);
        }

        private async Task DoAsync(string wish)
        {
            var input = await _input.Task;
            try
            {
                await (wish == "kill" ? gateway.KillAsync() : gateway.StartAsync(settings));
                await input.WriteLineAsync("done");
            }
            catch (Exception error)
            {
                await input.WriteLineAsync($"failed {error.Message}");
            }
            await input.FlushAsync();
        }
    }
}
