using Google.Protobuf.Reflection;
using Microsoft.Extensions.Configuration;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>
/// The processes that the system can be split into, by the names under which settings know them. Each holds the services of some
/// areas of the contract.
/// </summary>
public static class ServicePlaces
{
    /// <summary>ChatService and TurnService.</summary>
    public const string Chat = "Chat";

    /// <summary>AgentService and LanguageService.</summary>
    public const string Agents = "Agents";

    /// <summary>DocumentService and ScraperService.</summary>
    public const string Documents = "Documents";

    /// <summary>VectorService.</summary>
    public const string Vectors = "Vectors";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Chat, Agents, Documents, Vectors];

    /// <summary>The key of the setting that says where it is.</summary>
    public static string SettingOf(string place) => $"Services:{place}:Address";

    /// <summary>Runs in other processes, says the configuration.</summary>
    public static bool IsElsewhere(this IConfiguration configuration, string place) =>
        !string.IsNullOrWhiteSpace(configuration[SettingOf(place)]);

    /// <summary>Where a service of the contract belongs; null for those that every process has itself.</summary>
    public static string? Of(ServiceDescriptor contract) => contract.File.Package.Split('.') switch
    {
        ["groupchat", "chat", ..] => Chat,
        ["groupchat", "agent" or "language", ..] => Agents,
        ["groupchat", "document" or "scraper", ..] => Documents,
        ["groupchat", "vector", ..] => Vectors,
        _ => null,
    };
}
