using GroupChat.ServiceDefaults.Tests.Hosting;
using GroupChat.ServiceDefaults.Tests.Storage;

namespace GroupChat.ServiceDefaults.Tests;

/// <summary>The child processes of the tests: <c>dotnet GroupChat.ServiceDefaults.Tests.dll append FILE</c> or <c>host SETTINGS</c>.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        ["append", var file] => AppendingChild.Run(file),
        ["host", .. var rest] => HostChild.Run(rest),
        _ => Task.FromResult(2),
    };
}
