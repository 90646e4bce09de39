using Ayni.Domain;
using Ayni.Domain.Interactions;

namespace Ayni.Storage.Interactions;

/// <summary>
/// Refuses what a store could not keep as it is. The caller validates for people; this is the last line, so that both
/// stores accept exactly the same.
/// </summary>
internal static class InteractionGuard
{
    /// <summary>Copies the interactions, so that a caller who changes the list changes nothing.</summary>
    public static Interaction[] Check(IReadOnlyList<Interaction> interactions)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        var copy = interactions.ToArray();
        for (var i = 0; i < copy.Length; i++)
            Check(copy[i], i);
        return copy;
    }

    public static void Check(Interaction? interaction, long index)
    {
        if (interaction is null)
            throw new ArgumentException($"Interaction {index} is null.");
        CheckId(interaction.EventId, nameof(Interaction.EventId), index);
        CheckId(interaction.UserId, nameof(Interaction.UserId), index);
        if (interaction.ProductId is { } productId)
            CheckId(productId, nameof(Interaction.ProductId), index);
        if (interaction.OrderId is { } orderId)
            CheckId(orderId, nameof(Interaction.OrderId), index);
        if (interaction.Query is { } query)
            CheckText(query, nameof(Interaction.Query), Interaction.MaxQueryLength, index);
        if (interaction.Type is < InteractionType.View or > InteractionType.Search)
            throw new ArgumentException(
                $"{nameof(Interaction.Type)} of interaction {index} is {(int)interaction.Type}; it must be 1 to 5.");
        if (interaction.Score is { } score && !double.IsFinite(score))
            throw new ArgumentException(
                $"{nameof(Interaction.Score)} of interaction {index} is {score}; it must be a finite number.");
    }

    private static void CheckId(string? id, string field, long index)
    {
        if (string.IsNullOrEmpty(id))
            throw new ArgumentException(
                $"{field} of interaction {index} is empty; it must have 1 to {Interaction.MaxIdLength} characters.");
        CheckText(id, field, Interaction.MaxIdLength, index);
    }

    private static void CheckText(string text, string field, int limit, long index)
    {
        if (text.Length > limit)
            throw new ArgumentException(
                $"{field} of interaction {index} has {text.Length} characters; the limit is {limit}. "
                + $"It starts with \"{text[..32]}\".");
        if (!StorableText.IsStorable(text))
            throw new ArgumentException(
                $"{field} of interaction {index} holds {StorableText.Problem}: \"{StorableText.Escape(text)}\".");
    }
}
