using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace GroupChat.Integration.Tests;

/// <summary>Two people at the command line while the server is killed: both come back by themselves and see the same room.</summary>
public sealed class CliKillTests : IDisposable
{
    private const string Room = "kill";
    private const int Lines = 120;
    private const int Kills = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-cli-kill-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Kill_WhileTwoTalk_BothComeBackAndSeeTheSame()
    {
        using var limit = new CancellationTokenSource(Limit);
        await using var gateway = await GatewayProcess.StartNewAsync(Path.Combine(_folder, "data"));
        var created = await Commands.RunAsync("dotnet", [Commands.CliDll, "room", "create", Room], Environment(gateway, "alice"));
        Assert.True(created.ExitCode == 0, created.Output);
        string[] names = ["alice", "bob"];
        var heard = names.ToDictionary(name => name, _ => new Heard());
        var listeners = names.Select(name => Cli(gateway, name, heard[name].Add, "tail", Room, "--json", "--from-start")).ToList();
        var talkers = names.Select(name => Cli(gateway, name, _ => { }, "join", Room)).ToList();

        for (var line = 0; line < Lines; line++)
        {
            foreach (var (talker, name) in talkers.Zip(names))
                await talker.StandardInput.WriteLineAsync($"{name} {line}".AsMemory(), limit.Token);
            if (line % (Lines / (Kills + 1)) != Lines / (Kills + 1) - 1 || line == Lines - 1)
                continue;
            // In mid-conversation: some of it has arrived, some has not.
            await heard["bob"].CountsAsync(line / 2, limit.Token);
            await gateway.KillAsync();
            await gateway.StartAsync();
        }

        foreach (var talker in talkers)
        {
            talker.StandardInput.Close();
            await talker.WaitForExitAsync(limit.Token);
            Assert.Equal(0, talker.ExitCode);
        }
        foreach (var name in names)
            await heard[name].CountsAsync(2 * Lines, limit.Token);
        foreach (var listener in listeners)
            listener.Kill();

        Assert.Equal(heard["alice"].Events, heard["bob"].Events);
        Assert.Equal(Enumerable.Range(1, heard["alice"].Events.Count), heard["alice"].Events.Select(change => change.Sequence));
        foreach (var name in names)
        {
            var said = heard["bob"].Said.Where(text => text.StartsWith(name, StringComparison.Ordinal));
            Assert.Equal(Enumerable.Range(0, Lines).Select(line => $"{name} {line}"), said);
        }
    }

    private Process Cli(GatewayProcess gateway, string name, Action<string> print, params string[] arguments) =>
        Commands.Start("dotnet", [Commands.CliDll, .. arguments], print, Environment(gateway, name));

    private Dictionary<string, string> Environment(GatewayProcess gateway, string name) => new()
    {
        ["GROUPCHAT_SERVER"] = gateway.Address,
        ["GROUPCHAT_NAME"] = name,
        ["XDG_STATE_HOME"] = Path.Combine(_folder, "state"),
    };

    /// <summary>The events one listener printed.</summary>
    private sealed class Heard
    {
        private readonly List<(int Sequence, string Text)> _events = [];

        public List<(int Sequence, string Text)> Events
        {
            get
            {
                lock (_events)
                    return [.. _events];
            }
        }

        public IEnumerable<string> Said => Events.Select(change => change.Text).Where(text => text.Length > 0);

        public void Add(string line)
        {
            using var json = JsonDocument.Parse(line);
            var text = json.RootElement.TryGetProperty("messagePosted", out var posted)
                ? posted.GetProperty("message").GetProperty("parts")[0].GetProperty("text").GetProperty("text").GetString()!
                : "";
            var sequence = int.Parse(json.RootElement.GetProperty("sequence").GetString()!, CultureInfo.InvariantCulture);
            lock (_events)
                _events.Add((sequence, text));
        }

        public async Task CountsAsync(int messages, CancellationToken cancellationToken)
        {
            while (Said.Count() < messages)
                await Task.Delay(20, cancellationToken);
        }
    }
}
