using System.Collections.Concurrent;

namespace Ayni.EmbeddedEngine.References;

/// <summary>A grain interface: its methods, and how to make references of it.</summary>
internal sealed class GrainInterface
{
    // Lazy, because the name of an emitted type can be taken once only, and two callers may come at the same time.
    private static readonly ConcurrentDictionary<Type, Lazy<GrainInterface>> Known = new();

    private GrainInterface(Type type)
    {
        Type = type;
        Methods = new Type[] { type }.Concat(type.GetInterfaces())
            .SelectMany(static face => face.GetMethods())
            .Where(static method => method.IsAbstract)
            .Select(static method => new GrainMethod(method))
            .ToArray();
        Create = ReferenceEmitter.Emit(this);
    }

    public Type Type { get; }

    public GrainMethod[] Methods { get; }

    public Func<ReferenceSource, GrainReference> Create { get; }

    public static GrainInterface Of(Type type)
    {
        if (Known.TryGetValue(type, out var known))
            return known.Value;
        if (!type.IsInterface || !typeof(IAddressable).IsAssignableFrom(type))
            throw new ArgumentException($"{type} is not a grain interface.", nameof(type));
        return Known.GetOrAdd(type, static type => new(() => new GrainInterface(type))).Value;
    }
}
