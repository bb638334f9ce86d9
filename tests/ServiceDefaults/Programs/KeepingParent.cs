using GroupChat.ServiceDefaults.Programs;
using GroupChat.ServiceDefaults.Workers;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.ServiceDefaults.Tests.Programs;

/// <summary>A process that keeps a program, and prints what that says.</summary>
internal static class KeepingParent
{
    public static async Task<int> Run(string script)
    {
        await using var program = KeptProgram.Start(Keeper, new ProgramStart("sample", "sh") { Arguments = ["-c", script] }, NullLogger.Instance);
        using var said = new StreamReader(program.Output);
        while (await said.ReadLineAsync() is { } line)
            Console.WriteLine(line);
        return 0;
    }

    public static WorkerCommand Keeper => WorkerCommand.OfAssembly("dotnet", typeof(KeepingParent).Assembly);
}
