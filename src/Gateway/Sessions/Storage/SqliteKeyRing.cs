using System.Xml.Linq;
using GroupChat.ServiceDefaults.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace GroupChat.Gateway.Sessions.Storage;

/// <summary>The Data Protection key ring, in sessions.db beside the sessions it protects.</summary>
internal sealed class SqliteKeyRing([FromKeyedServices(SqliteSessionStore.Database)] SqliteDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        Wait(database.ReadAsync(
            sqlite => sqlite.Query("SELECT xml FROM protection_keys ORDER BY name", row => XElement.Parse(row.GetString(0))), CancellationToken.None));

    public void StoreElement(XElement element, string friendlyName) =>
        Wait(database.WriteAsync(
            sqlite => sqlite.Execute("INSERT INTO protection_keys(name, xml) VALUES(?1, ?2)", friendlyName, element.ToString(SaveOptions.DisableFormatting))));

    /// <summary>The interface is synchronous; it is called at start and once in months, when a key is made.</summary>
    private static T Wait<T>(Task<T> work) => work.GetAwaiter().GetResult();
}
