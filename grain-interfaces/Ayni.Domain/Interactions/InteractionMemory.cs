namespace Ayni.Domain.Interactions;

/// <summary>What interactions take up in memory while they wait for something: limits on queues go by it.</summary>
public static class InteractionMemory
{
    // Objects of a 64-bit process: the interaction itself, its place in lists and arrays, and the answer's entry.
    private const int OfInteraction = 256;
    private const int OfString = 24;
    private const int OfCharacter = 2;

    /// <summary>Bytes of one, as near as an estimate is; never fewer than 256.</summary>
    public static long BytesOf(Interaction interaction)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        return OfInteraction
            + OfText(interaction.EventId) + OfText(interaction.UserId) + OfText(interaction.ProductId)
            + OfText(interaction.Query) + OfText(interaction.OrderId) + OfText(interaction.CustomType)
            + OfText(interaction.ReviewText);
    }

    /// <summary>Bytes of several.</summary>
    public static long BytesOf(ReadOnlySpan<Interaction> interactions)
    {
        long bytes = 0;
        foreach (var interaction in interactions)
            bytes += BytesOf(interaction);
        return bytes;
    }

    private static long OfText(string? text) => text is null ? 0 : OfString + ((long)text.Length * OfCharacter);
}
