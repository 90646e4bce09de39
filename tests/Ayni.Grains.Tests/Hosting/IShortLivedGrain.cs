namespace Ayni.Grains.Tests.Hosting;

/// <summary>Tells when it goes.</summary>
[Alias("ayni.test.short-lived-grain")]
public interface IShortLivedGrain : IGrainWithStringKey
{
    [Alias("touch")]
    Task Touch(CancellationToken cancellationToken = default);
}
