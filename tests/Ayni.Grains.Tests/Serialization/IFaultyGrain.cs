namespace Ayni.Grains.Tests.Serialization;

/// <summary>Fails as it is told. A key that names a fault fails while the grain is activated.</summary>
[Alias("ayni.test.faulty-grain")]
public interface IFaultyGrain : IGrainWithStringKey
{
    [Alias("fail")]
    Task Fail(string fault, CancellationToken cancellationToken = default);
}
