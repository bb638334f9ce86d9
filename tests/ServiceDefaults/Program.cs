using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Tests.Hosting;
using GroupChat.ServiceDefaults.Tests.Programs;
using GroupChat.ServiceDefaults.Tests.Storage;
using GroupChat.ServiceDefaults.Tests.Workers;

namespace GroupChat.ServiceDefaults.Tests;

/// <summary>The child processes of the tests: <c>dotnet GroupChat.ServiceDefaults.Tests.dll append FILE</c> <c>host SETTINGS</c>, those of workers, and those that keep programs.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        ["append", var file] => AppendingChild.Run(file),
        ["host", .. var rest] => HostChild.Run(rest),
        ["--worker" or "--keep", ..] => GroupChatHost.RunAsync(args, SampleWorker.Add, static _ => { }),
        ["keeping", var script] => KeepingParent.Run(script),
        ["parent", .. var rest] => ParentChild.Run(rest),
        _ => Task.FromResult(2),
    };
}
