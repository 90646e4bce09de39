using System.Globalization;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Embedding;

/// <summary>What was embedded.</summary>
internal sealed record EmbedDocument(
    string File, string Method, int Products, int Dimensions, int Users, int Interactions)
{
    public void Print(TrainerConsole console) => console.Out.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{Products:N0} products × {Dimensions} by {Method}, from {Interactions:N0} interactions of {Users:N0} "
        + $"shoppers: {File} (tensor vectors, text item_ids)."));
}
