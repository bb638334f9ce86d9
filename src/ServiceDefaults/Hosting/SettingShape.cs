using System.ComponentModel;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>
/// What may stand under a key: one value, named children, or children of any name that all look alike. Read from the options
/// classes, so that they stay the only place where a setting is declared.
/// </summary>
internal sealed class SettingShape
{
    /// <summary>Type of the value, for a single one.</summary>
    public Type? Value { get; private init; }

    /// <summary>Named children.</summary>
    public Dictionary<string, SettingShape> Children { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Shape of every child of a list or a dictionary.</summary>
    public SettingShape? Each { get; private init; }

    public static SettingShape Of(Type type)
    {
        if (TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)))
            return new() { Value = type };
        if (ElementType(type) is { } element)
            return new() { Each = Of(element) };
        var shape = new SettingShape();
        foreach (var property in type.GetProperties().Where(property => property.GetMethod is { IsStatic: false }))
            shape.Children[property.Name] = Of(property.PropertyType);
        return shape;
    }

    /// <summary>Puts a shape where a path of names leads to.</summary>
    public void Place(ReadOnlySpan<string> path, SettingShape shape)
    {
        if (path.Length == 1)
        {
            Children.Add(path[0], shape);
            return;
        }

        if (!Children.TryGetValue(path[0], out var child))
            Children[path[0]] = child = new SettingShape();
        child.Place(path[1..], shape);
    }

    /// <summary>Every key that holds a value, with <c>*</c> for a name of the user's choice.</summary>
    public IEnumerable<(string Key, Type Type)> Keys(string prefix = "")
    {
        if (Value is not null)
            return [(prefix, Value)];
        var dot = prefix.Length == 0 ? "" : prefix + ":";
        return Each is not null ? Each.Keys(dot + "*") : Children.SelectMany(child => child.Value.Keys(dot + child.Key));
    }

    private static Type? ElementType(Type type)
    {
        var generics = type.GetInterfaces().Append(type).Where(candidate => candidate.IsGenericType).ToList();
        return (Find(typeof(IDictionary<,>)) ?? Find(typeof(IReadOnlyDictionary<,>)) ?? Find(typeof(IEnumerable<>)))?.GetGenericArguments()[^1];

        Type? Find(Type definition) => generics.Find(candidate => candidate.GetGenericTypeDefinition() == definition);
    }
}
