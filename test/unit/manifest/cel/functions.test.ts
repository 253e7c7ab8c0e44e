import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CelError } from '../../../../src/manifest/cel/value.ts';
import { evaluated, giveTheSame } from '../../../support/cel.ts';

/** Results that the documentation of CEL's and Kubernetes' libraries promises: each line holds `expression => result`. */
const promised: Readonly<Record<string, string>> = {
  lists: `
    [1, 2, 3].isSorted() => true
    ['a', 'b', 'b', 'c'].isSorted() => true
    [2.0, 1.0].isSorted() => false
    [1, 3].sum() => 4
    [1.0, 3.0].sum() => 4.0
    [].sum() => 0
    ['1m', '1s'].map(x, duration(x)).sum() => duration('61s')
    [1, 3].min() => 1
    [1, 3].max() => 3
    ['b', 'a'].max() => 'b'
    [1, 2, 2, 3].indexOf(2) => 1
    ['a', 'b', 'b', 'c'].lastIndexOf('b') => 2
    [1.0].indexOf(1.1) => -1
    [].lastIndexOf('string') => -1
    [1, 2, 1].distinct() => [1, 2]
    [1, [2, [3]]].flatten() => [1, 2, [3]]
    [1, [2, [3]]].flatten(2) => [1, 2, 3]
    [3, 1, 2].sort() => [1, 2, 3]
    [1, 2, 3, 4].slice(1, 3) => [2, 3]
    [1, 2].reverse() => [2, 1]
    lists.range(3) => [0, 1, 2]
    ['aa', 'b'].sortBy(x, size(x)) => ['b', 'aa']
    [].first().hasValue() => false
    [5, 6].last().value() => 6`,
  'regular expressions': `
    "abc 123".find('[0-9]+') => '123'
    "abc 123".find('xyz') => ''
    "123 abc 456".findAll('[0-9]*') == ['123', '', '', '', '', '', '456'] || "123 abc 456".findAll('[0-9]+') == ['123', '456'] => true
    "123 abc 456".findAll('[0-9]+', 1) => ['123']
    "123 abc 456".findAll('xyz') => []
    'foobar'.matches('^foo') => true
    'foobar'.matches('^bar') => false`,
  URLs: `
    isURL('https://user:pass@example.com:80/path?query=val#fragment') => true
    isURL('/absolute-path') => true
    isURL('https://a:b:c/') => false
    isURL('../relative-path') => false
    isURL('https://a b/') => false
    isURL('') => false
    url('/path').getScheme() => ''
    url('https://example.com/').getScheme() => 'https'
    url('https://example.com:80/').getHost() => 'example.com:80'
    url('https://example.com/').getHost() => 'example.com'
    url('https://[::1]:80/').getHost() => '[::1]:80'
    url('https://[::1]/').getHost() => '[::1]'
    url('/path').getHost() => ''
    url('https://example.com:80/').getHostname() => 'example.com'
    url('https://127.0.0.1:80/').getHostname() => '127.0.0.1'
    url('https://[::1]:80/').getHostname() => '::1'
    url('https://example.com:80/').getPort() => '80'
    url('https://example.com/').getPort() => ''
    url('https://example.com/path').getEscapedPath() => '/path'
    url('https://example.com/path with spaces/').getEscapedPath() => '/path%20with%20spaces/'
    url('https://example.com').getEscapedPath() => ''
    url('https://example.com/path?k1=a&k2=b&k2=c').getQuery() => { 'k1': ['a'], 'k2': ['b', 'c'] }
    url('https://example.com/path?key with spaces=value with spaces').getQuery() => { 'key with spaces': ['value with spaces'] }
    url('https://example.com/path?').getQuery() => {}
    url('https://user:pass@h/p') == url('https://user:pass@h/p') => true`,
  'IP addresses': `
    ip('127.0.0.1').family() => 4
    ip('::1').family() => 6
    isIP('127.0.0.256') => false
    isIP('::1') => true
    isIP('::ffff:1.2.3.4') => false
    isIP('::1%eth0') => false
    isIP('01.2.3.4') => false
    isIP('1:2:3:4:5:6:7:8:9') => false
    ip.isCanonical('127.0.0.1') => true
    ip.isCanonical('2001:db8::abcd') => true
    ip.isCanonical('2001:DB8::ABCD') => false
    ip.isCanonical('2001:db8::0:0:0:abcd') => false
    string(ip('2001:DB8:0:0:1:0:0:0')) => '2001:db8:0:0:1::'
    string(ip('0:0:0:0:0:0:0:0')) => '::'
    ip('0.0.0.0').isUnspecified() => true
    ip('127.0.0.1').isLoopback() => true
    ip('::1').isLoopback() => true
    ip('224.0.0.1').isLinkLocalMulticast() => true
    ip('ff02::1').isLinkLocalMulticast() => true
    ip('169.254.169.254').isLinkLocalUnicast() => true
    ip('fe80::1').isLinkLocalUnicast() => true
    ip('192.168.0.1').isGlobalUnicast() => true
    ip('255.255.255.255').isGlobalUnicast() => false
    ip('::1') == ip('0:0:0:0:0:0:0:1') => true`,
  networks: `
    isCIDR('192.168.0.0/16') => true
    isCIDR('::1/128') => true
    isCIDR('192.168.0.0/33') => false
    isCIDR('::1/129') => false
    cidr('192.168.0.0/24').containsIP(ip('192.168.0.1')) => true
    cidr('192.168.0.0/24').containsIP('192.168.1.1') => false
    cidr('192.168.0.0/16').containsCIDR(cidr('192.168.10.0/24')) => true
    cidr('192.168.1.0/24').containsCIDR('192.168.2.0/24') => false
    cidr('192.168.0.0/24').containsCIDR('192.168.0.0/16') => false
    cidr('192.168.0.1/24').ip() => ip('192.168.0.1')
    cidr('::1/128').ip().family() => 6
    cidr('192.168.0.1/24').masked() => cidr('192.168.0.0/24')
    cidr('192.168.0.1/24') == cidr('192.168.0.1/24').masked() => false
    cidr('192.168.0.0/16').prefixLength() => 16
    string(cidr('10.0.0.0/8')) => '10.0.0.0/8'`,
  quantities: `
    isQuantity('1.3Gi') => true
    isQuantity('1,3G') => false
    isQuantity('10000k') => true
    isQuantity('200K') => false
    isQuantity('Three') => false
    isQuantity('Mi') => false
    quantity("50000000G").isInteger() => true
    quantity("50k").isInteger() => true
    quantity("9999999999999999999999999999999999999G").isInteger() => false
    quantity("50k").asInteger() => 50000
    quantity("50k").sub(20000).asApproximateFloat() => 30000.0
    quantity("50k").add(quantity("20k")) => quantity("70k")
    quantity("50k").add(20) => quantity("50020")
    quantity("50k").sub(quantity("20k")) => quantity("30k")
    quantity("50k").add(20).sub(quantity("100k")).sub(-50000) => quantity("20")
    quantity("200M").compareTo(quantity("0.2G")) => 0
    quantity("50M").compareTo(quantity("50Mi")) => -1
    quantity("50Mi").compareTo(quantity("50M")) => 1
    quantity("150Mi").isGreaterThan(quantity("100Mi")) => true
    quantity("50M").isLessThan(quantity("100M")) => true
    quantity("-1").sign() => -1
    quantity("1e3") == quantity("1k") => true`,
  'semantic versions': `
    isSemver('1.0.0') => true
    isSemver('hello') => false
    isSemver('v1.0') => false
    isSemver('v1.0', true) => true
    semver('01.01.01', true) => semver('1.1.1')
    semver('v1.0.0', true) => semver('1.0.0')
    semver("1.2.3").major() => 1
    semver("1.2.3").minor() => 2
    semver("1.2.3").patch() => 3
    semver("1.2.3").compareTo(semver("1.2.3")) => 0
    semver("1.2.3").compareTo(semver("2.0.0")) => -1
    semver("1.2.3").compareTo(semver("0.1.2")) => 1
    semver("1.0.0-alpha.1").isLessThan(semver("1.0.0")) => true
    semver("1.0.0-alpha.beta").isGreaterThan(semver("1.0.0-alpha.1")) => true`,
  'named formats': `
    format.dns1123Label().validate("my-label-name").hasValue() => false
    format.dns1123Label().validate("My_Label").hasValue() => true
    format.dns1123Subdomain().validate("apiextensions.k8s.io").hasValue() => false
    format.qualifiedName().validate("apiextensions.k8s.io/v1beta1").hasValue() => false
    format.dns1035LabelPrefix().validate("my-label-prefix-").hasValue() => false
    format.uuid().validate("123e4567-e89b-12d3-a456-426614174000").hasValue() => false
    format.byte().validate("aGVsbG8=").hasValue() => false
    format.date().validate("2021-02-30").hasValue() => true
    format.datetime().validate("2021-01-01T00:00:00Z").hasValue() => false
    format.named("labelValue").value().validate("-x").hasValue() => true
    format.named("nonsense").hasValue() => false`,
  sets: `
    sets.contains([1, 2, 3, 4], [2, 3]) => true
    sets.contains([1], [1, 1.0]) => true
    sets.contains([], [1]) => false
    sets.equivalent([1, 2, 3], [3, 1, 2, 2]) => true
    sets.intersects([1], [2]) => false
    sets.intersects([[1], [2, 3]], [[1, 2], [2, 3.0]]) => true`,
  strings: `
    'hello'.charAt(4) => 'o'
    'hello'.charAt(5) => ''
    'hello mellow'.indexOf('ello', 2) => 7
    'hello mellow'.indexOf('jello') => -1
    'hello mellow'.indexOf('') => 0
    'hello mellow'.lastIndexOf('ello') => 7
    'hello mellow'.lastIndexOf('ello', 6) => 1
    'hello mellow'.replace('he', 'we') => 'wello mellow'
    'hello hello'.replace('he', 'we', 1) => 'wello hello'
    'hello hello'.replace('he', 'we', 0) => 'hello hello'
    'ab'.replace('', '-') => '-a-b-'
    'hello hello hello'.split(' ') => ['hello', 'hello', 'hello']
    'hello hello hello'.split(' ', 0) => []
    'hello hello hello'.split(' ', 2) => ['hello', 'hello hello']
    'tacocat'.substring(4) => 'cat'
    'tacocat'.substring(0, 4) => 'taco'
    '  trim\\n  '.trim() => 'trim'
    'TacoCÆt'.lowerAscii() => 'tacocÆt'
    'tacoCat'.upperAscii() => 'TACOCAT'
    'gums'.reverse() => 'smug'
    ['hello', 'mellow'].join(' ') => 'hello mellow'
    strings.quote('first\\n"second"') => '"first\\\\n\\\\"second\\\\""'
    'a😀b'.size() => 3
    'a😀b'.substring(2) => 'b'
    'a😀b'.indexOf('b') => 2
    '%s is %d, %.2f of %x'.format(['a', 3, 1.0, 255]) => 'a is 3, 1.00 of ff'
    '%s'.format([[1, 'a', null]]) => '[1, a, null]'`,
  conversions: `
    int('-12') => -12
    int(3.9) => 3
    double('1e3') => 1000.0
    string(1.0) => '1'
    string(1e6) => '1e+06'
    string(0.25) => '0.25'
    string(true) => 'true'
    string(b'abc') => 'abc'
    string(duration('1h30m')) => '5400s'
    string(timestamp('2024-02-29T12:00:00.5+02:00')) => '2024-02-29T10:00:00.5Z'
    uint('7') => 7u
    bool('true') => true
    type(1) == int && type('') == string && type([]) == list && type(null) == null_type => true
    type(duration('1s')) == google.protobuf.Duration => true`,
  moments: `
    duration('1h30m') > duration('89m') => true
    duration('1.5s') + duration('500ms') => duration('2s')
    timestamp('2024-01-02T00:00:00Z') - timestamp('2024-01-01T00:00:00Z') => duration('24h')
    timestamp('2024-01-15T14:30:45.123Z').getHours('America/New_York') => 9
    timestamp('2024-01-15T14:30:45.123Z').getMilliseconds() => 123
    timestamp('2024-01-15T14:30:45Z').getDayOfWeek() => 1
    timestamp('2024-01-15T14:30:45Z').getFullYear() => 2024
    timestamp('2024-02-01T00:30:00Z').getDayOfYear() => 31
    timestamp('2024-01-15T23:30:00Z').getDate('+02:00') => 16
    duration('90s').getMinutes() => 1`,
};

/** What has to fail when it is evaluated. */
const refused = `
  url('https://a:b:c/')
  url('../relative-path')
  quantity('200K')
  quantity('9999999999999999999999999999999999999G').asInteger()
  semver('200K')
  ip('1.2.3')
  cidr('10.0.0.0')
  [].min()
  'tacocat'.substring(5, 2)
  'hello'.charAt(6)
  int('1.5')
  duration('1 day')
  timestamp('yesterday')
  timestamp('2024-02-30T00:00:00Z')
  'a'.matches('(')
  9223372036854775807 + 1
  -(-9223372036854775808)
  1 / 0
  1 % 0
  uint(-1)
  '%d'.format(['a'])
  '%s'.format([])
  [1][1]
  {'a': 1}['b']
  1 + 1.0
  'a' < 1
  optional.none().value()`;

for (const [library, lines] of Object.entries(promised))
  suite(`CEL ${library}`, () => {
    for (const line of lines.trim().split('\n')) {
      const [expression = '', result = ''] = line.trim().split(' => ');
      test(expression, () => assert.ok(giveTheSame(expression, result), `is not ${result}`));
    }
  });

suite('CEL errors', () => {
  for (const expression of refused.trim().split('\n'))
    test(expression.trim(), () => assert.throws(() => evaluated(expression.trim()), CelError));
});
