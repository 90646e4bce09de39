using System.Globalization;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Embedding;

/// <summary>What was embedded.</summary>
/// <param name="File">File written; null: none.</param>
/// <param name="Applied">Version that features go by from now on; null: they were not stored.</param>
/// <param name="KnownUntil">Time of the newest interaction that the vectors are made of.</param>
/// <param name="Method">How.</param>
/// <param name="Products">Products with a vector.</param>
/// <param name="Dimensions">Length of a vector.</param>
/// <param name="Users">Shoppers.</param>
/// <param name="Interactions">Interactions.</param>
/// <param name="Weights">What interactions weighed; null: as usual.</param>
internal sealed record EmbedDocument(
    string? File,
    string? Applied,
    DateTimeOffset KnownUntil,
    string Method,
    int Products,
    int Dimensions,
    int Users,
    int Interactions,
    ChangedWeights? Weights)
{
    public void Print(TrainerConsole console)
    {
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Products:N0} products × {Dimensions} by {Method}, from {Interactions:N0} interactions of {Users:N0} "
            + $"shoppers up to {KnownUntil:u}."));
        if (File is not null)
            console.Out.WriteLine($"Written to {File} (tensor vectors, text item_ids).");
        if (Applied is not null)
        {
            console.Out.WriteLine(
                $"Stored as {Applied}: embedding_similarity_user_product goes by them after {KnownUntil:u}.");
        }
        ChangedWeights.Print(console, Weights);
    }
}
