using System.Collections.Concurrent;
using System.Security.Cryptography;
using GroupChat.Vectors.Collections;
using Grpc.Core;

namespace GroupChat.Vectors.Qdrant;

/// <summary>
/// The collections on a server. What was found a moment ago is believed for a moment: every call needs it, and a call that believes
/// in what is gone reaches nothing.
/// </summary>
internal sealed class QdrantCollections(QdrantLink link, QdrantOptions options, TimeProvider time)
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (QdrantCollection Collection, long Since)> _found = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, QdrantCollection> _byKey = new();

    /// <summary>The collection of this number, if this process has met it.</summary>
    public QdrantCollection? Of(long key) => _byKey.GetValueOrDefault(key);

    public async Task<QdrantCollection?> FindAsync(string id, CancellationToken cancellationToken) =>
        _found.TryGetValue(id, out var found) && time.GetElapsedTime(found.Since) < Believed
            ? found.Collection
            : await ReadAsync(options.Prefix + id, cancellationToken);

    public async Task<QdrantCollection> EnsureAsync(CollectionDefinition wanted, CancellationToken cancellationToken)
    {
        if (await ReadAsync(options.Prefix + wanted.Id, cancellationToken) is { } there)
            return there;
        await QdrantVersion.CheckAsync(link, cancellationToken);
        // Positive, and never used twice: 63 random bits.
        var key = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue;
        var collection = QdrantCollection.Of(wanted with { Key = key }, options.Prefix);
        try
        {
            await link.CallAsync(call => link.Collections.CreateAsync(QdrantShape.Of(collection, options), call), cancellationToken);
        }
        catch (QdrantFault fault) when (fault.Code == StatusCode.AlreadyExists || IsRaced(fault))
        {
            // Another node was first; so was a call of ours whose answer was lost.
        }

        return await ReadAsync(collection.Name, cancellationToken) ?? throw VectorErrors.CollectionNotFound(wanted.Id);
    }

    /// <summary>Ids of all, in order.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var all = await link.CallAsync(call => link.Collections.ListAsync(new(), call), cancellationToken);
        return
        [
            .. all.Collections.Where(one => one.Name.StartsWith(options.Prefix, StringComparison.Ordinal))
                .Select(one => one.Name[options.Prefix.Length..]).Where(CollectionRules.IsId).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Deletes a collection; its number, null when there was none. The server deletes by name: it is asked first what has the name now,
    /// and not told twice.
    /// </summary>
    public async Task<long?> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        if (await ReadAsync(options.Prefix + id, cancellationToken) is not { } collection)
            return null;
        Forget(collection);
        try
        {
            var request = new Wire.DeleteCollection { CollectionName = collection.Name };
            var answer = await link.CallAsync(call => link.Collections.DeleteAsync(request, call), cancellationToken);
            return answer.Result ? collection.Definition.Key : null;
        }
        catch (QdrantFault fault) when (fault.Code == StatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>To be called when it turned out not to be there.</summary>
    public void Forget(QdrantCollection collection)
    {
        _found.TryRemove(collection.Definition.Id, out _);
        _byKey.TryRemove(collection.Definition.Key, out _);
    }

    /// <summary>What the server knows of a collection now; null when there is none of ours.</summary>
    public async Task<Wire.CollectionInfo?> InfoAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await link.CallAsync(call => link.Collections.GetAsync(new() { CollectionName = name }, call), cancellationToken)).Result;
        }
        catch (QdrantFault fault) when (fault.Code == StatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<QdrantCollection?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var info = await InfoAsync(name, cancellationToken);
        if (QdrantCollection.Read(name, options.Prefix, info?.Config?.Params) is not { } collection)
            return null;
        foreach (var index in QdrantShape.IndexesOf(collection, options).Where(index => !info!.PayloadSchema.ContainsKey(index.FieldName)))
            await link.CallAsync(call => link.Points.CreateFieldIndexAsync(index, call), cancellationToken);
        _found[collection.Definition.Id] = (collection, time.GetTimestamp());
        return _byKey.GetOrAdd(collection.Definition.Key, collection);
    }

    // Servers have answered a lost race in this way too.
    private static bool IsRaced(QdrantFault fault) =>
        fault.Code == StatusCode.InvalidArgument && fault.InnerException!.Message.Contains("already exists", StringComparison.OrdinalIgnoreCase);
}
