namespace Ayni.Trainer.Segmenting;

/// <summary>One segment of shoppers.</summary>
/// <param name="Segment">Its name in files, profiles and rules.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Shoppers">Shoppers in it.</param>
/// <param name="MedianRecencyDays">Half of them bought later than so many days ago; null: they never bought.</param>
/// <param name="MeanOrders">Orders a shopper.</param>
/// <param name="Spend">What they spent; null where no price is known.</param>
/// <param name="ShareOfSpend">Of what all spent, 0 to 1.</param>
internal sealed record SegmentSummary(
    string Segment,
    string Label,
    int Shoppers,
    double? MedianRecencyDays,
    double MeanOrders,
    decimal? Spend,
    double? ShareOfSpend);
