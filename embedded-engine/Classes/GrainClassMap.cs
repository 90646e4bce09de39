using System.Collections.Concurrent;

namespace Ayni.EmbeddedEngine.Classes;

/// <summary>All grain classes of the program, by grain type and by interface.</summary>
internal sealed class GrainClassMap
{
    private static readonly Lazy<GrainClassMap> Shared = new(static () => new GrainClassMap());

    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly Dictionary<Type, List<GrainClass>> _byInterface = [];
    private readonly ConcurrentDictionary<(Type, string?), GrainClass> _resolved = new();

    private GrainClassMap()
    {
        foreach (var type in GrainAssemblies.Find().SelectMany(static assembly => assembly.GetTypes()))
        {
            if (type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
                && typeof(IGrainBase).IsAssignableFrom(type))
            {
                Add(new GrainClass(type));
            }
        }

        Subscribers = [.. _byType.Values
            .Where(static one => one.Subscriptions.Count > 0)
            .OrderBy(static one => one.GrainType)];
    }

    public static GrainClassMap Default => Shared.Value;

    public IEnumerable<GrainClass> All => _byType.Values;

    /// <summary>Classes with implicit stream subscriptions, by grain type.</summary>
    public IReadOnlyList<GrainClass> Subscribers { get; }

    public GrainClass Get(GrainType type) => _byType.TryGetValue(type, out var found)
        ? found
        : throw new ArgumentException($"No grain class has the grain type {type}.", nameof(type));

    /// <summary>The class that implements an interface.</summary>
    /// <param name="interfaceType">A grain interface.</param>
    /// <param name="prefix">Begin of the full name of the class, where several implement the interface.</param>
    public GrainClass Resolve(Type interfaceType, string? prefix) => _resolved.GetOrAdd((interfaceType, prefix), Find);

    private GrainClass Find((Type Interface, string? Prefix) asked)
    {
        if (!_byInterface.TryGetValue(asked.Interface, out var classes))
        {
            throw new ArgumentException(
                $"Could not find an implementation for interface {asked.Interface}. Reference the project with the "
                + "grain class.");
        }

        var fitting = asked.Prefix is null
            ? classes
            : classes.FindAll(one => one.Type.FullName!.StartsWith(asked.Prefix, StringComparison.Ordinal));
        if (fitting.Count > 1)
        {
            var byName = fitting.FindAll(one => $"I{one.Type.Name}" == asked.Interface.Name);
            fitting = byName.Count == 1 ? byName : fitting;
        }

        return fitting.Count == 1
            ? fitting[0]
            : throw new ArgumentException(
                $"Unable to identify a single appropriate grain type for interface {asked.Interface} with "
                + $"grainClassNamePrefix \"{asked.Prefix}\": {string.Join(", ", fitting)}.");
    }

    private void Add(GrainClass found)
    {
        if (!_byType.TryAdd(found.GrainType, found))
        {
            throw new InvalidOperationException(
                $"{found} and {_byType[found.GrainType]} both have the grain type {found.GrainType}; give one of them "
                + "another with [GrainType].");
        }

        foreach (var face in found.Type.GetInterfaces())
        {
            if (!typeof(IAddressable).IsAssignableFrom(face))
                continue;
            if (!_byInterface.TryGetValue(face, out var classes))
                _byInterface[face] = classes = [];
            classes.Add(found);
        }
    }
}
