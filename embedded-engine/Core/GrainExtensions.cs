namespace Orleans;

/// <summary>Ids and keys of grains and references.</summary>
public static class GrainExtensions
{
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        var reference = grain as GrainReference ?? ContextOf(grain).GrainReference;
        return reference.CastTo<TGrainInterface>();
    }

    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) =>
        grain.AsReference<TGrainInterface>();

    public static GrainId GetGrainId(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain is GrainReference reference ? reference.GrainId : ContextOf(grain).GrainId;
    }

    public static bool IsPrimaryKeyBasedOnLong(this IAddressable grain) =>
        GetGrainId(grain).TryGetIntegerKey(out _);

    public static long GetPrimaryKeyLong(this IAddressable grain)
    {
        var id = GetGrainId(grain);
        return id.TryGetIntegerKey(out var key)
            ? key
            : throw new InvalidOperationException($"Unable to extract integer key from grain id {id}");
    }

    public static Guid GetPrimaryKey(this IAddressable grain)
    {
        var id = GetGrainId(grain);
        return id.TryGetGuidKey(out var key)
            ? key
            : throw new InvalidOperationException($"Unable to extract GUID key from grain id {id}");
    }

    public static string GetPrimaryKeyString(this IAddressable grain) => GetGrainId(grain).Key.ToString();

    private static IGrainContext ContextOf(IAddressable grain) => grain switch
    {
        IGrainBase { GrainContext: { } context } => context,
        _ => throw new ArgumentException(
            $"{grain.GetType()} is neither a grain reference nor a grain that the runtime made.", nameof(grain)),
    };
}
