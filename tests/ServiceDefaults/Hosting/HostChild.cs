using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.ServiceDefaults.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Tests.Hosting;

/// <summary>A small gateway: settings, a database in the data folder, one page.</summary>
internal static class HostChild
{
    public static Task<int> Run(string[] args) => GroupChatHost.RunAsync(
        args,
        builder => builder.Services
            .AddSettings<SampleOptions>("Sample")
            .AddSingleton(provider => SqliteDatabase.Open(provider.GetRequiredService<DataFolder>().File("notes.db"), Notes.Schema))
            .AddOpenAtStart<SqliteDatabase>(),
        app => app.MapGet("/", (SampleOptions options) => options.Title));
}
