using Ayni.Data.Generation;

namespace Ayni.Trainer.Generating;

/// <summary>What <c>generate</c> did.</summary>
/// <param name="Options">Options of the shop.</param>
/// <param name="Users">Shoppers made.</param>
/// <param name="Products">Products made.</param>
/// <param name="Events">Interactions made.</param>
/// <param name="EventsByType">Of them, by type.</param>
/// <param name="Appended">Interactions new in the log; null if it was not written.</param>
/// <param name="Duplicates">Interactions the log already held; null if it was not written.</param>
/// <param name="CsvDirectory">Directory of the CSV files; null if none were written.</param>
/// <param name="Seconds">Time it took.</param>
internal sealed record GenerateDocument(
    ShopOptions Options,
    int Users,
    int Products,
    long Events,
    IReadOnlyDictionary<string, long> EventsByType,
    long? Appended,
    long? Duplicates,
    string? CsvDirectory,
    double Seconds);
