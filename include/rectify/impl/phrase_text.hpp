// impl/phrase_text.hpp: a phrase as plain characters: one form for each, whichever it was typed in.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/phrase.hpp>

#include <rectify/impl/text.hpp>

#include <algorithm>
#include <array>

namespace rectify::detail::phrase {

// The characters of a phrase in one form: half-width, lower case, simplified, one dash, one tilde,
// one bracket each way, no quotation marks. A space is no character, but a gap before the next.
struct Text {
  static constexpr std::size_t capacity = longest_phrase + 1;
  std::array<char32_t, capacity> c;          // c[size] is 0
  std::array<unsigned short, capacity> at;   // where it stands in the phrase, in bytes
  std::array<bool, capacity> gap;            // a space stands before it
  std::array<unsigned short, capacity> end;  // the byte behind it
  int size = 0;
};

struct Pair {
  char32_t from, to;
};

// Traditional to simplified, as pairs; only what occurs in the words that we know. And capital
// numerals (壹贰叁) to plain ones.
// clang-format off
inline constexpr std::u32string_view script =
    U"內内個个週周號号後后發发長长堅坚續续進进開开時时間间點点鐘钟鍾钟幾几約约員员實实報报達达終终節节國国慶庆過过遲迟"
    U"邊边隨随將将應应須须請请務务爭争確确則则盡尽儘尽辦办處处驗验銷销結结項项現现場场單单從从區区縣县鎮镇鄉乡這这來来"
    U"兩两準准爲为為为於于與与並并併并還还無无沒没設设備备動动規规劃划劃划書书總总經经濟济業业務务產产評评審审調调"
    U"研研題题關关閉闭建建環环環环責责任任領领導导協协聯联絡络織织組组構构級级類类農农村村廠厂礦矿車车輛辆道道"
    U"橋桥樓楼層层門门戶户戸户學学校校醫医藥药療疗養养護护衛卫隱隐患患災灾險险壞坏違违法法舊旧換换補补償偿歸归還还"
    U"傳传達达聽听證证據据標标誌志識识別别測测試试監监視视檢检查查訂订編编製制擬拟寫写記记錄录檔档案案卷卷冊册"
    U"買买賣卖財财務务費费資资貸贷賬账帳账額额歲岁稅税預预決决執执罰罚獎奖勵励懲惩戒戒談谈話话訪访問问徵征見见"
    U"議议論论討讨會会黨党團团紀纪風风氣气魚鱼鳥鸟樹树葉叶綠绿黃黄藍蓝紅红塵尘煙烟煤煤爐炉鍋锅鐵铁鋼钢銅铜電电"
    U"燈灯線线網网絡络訊讯號号碼码數数據据庫库軟软體体術术專专範范圍围廣广場场頭头條条係系統统貫贯徹彻壓压縮缩減减"
    U"擴扩張张強强弱弱優优勝胜負负贏赢輸输運运轉转輪轮軌轨遷迁鄰邻遠远連连選选適适擇择機机權权歷历曆历陰阴陽阳臘腊"
    U"暫暂僅仅儀仪億亿萬万貳贰參参陸陆漲涨溝沟渠渠滲渗灣湾"
    U"獨独狀状態态獲获環环療疗異异當当畢毕疊叠盤盘眾众禮礼種种稱称穩稳積积窮穷競竞簡简籌筹糧粮緊紧純纯細细給给絕绝"
    U"維维緒绪緣缘縱纵績绩繼继纔才職职肅肃膚肤臨临舉举舖铺艦舰藝艺蘭兰蟲虫裝装複复覆覆觀观觸触該该詳详誤误說说誰谁課课"
    U"諮咨諾诺謀谋講讲謝谢譯译護护讀读變变讓让豐丰貢贡販贩貨货貫贯貴贵貿贸賞赏賠赔質质賴赖購购賽赛贊赞趕赶趨趋跡迹"
    U"踐践躍跃軍军較较載载輔辅輕轻輸输轄辖農农遞递遺遗郵邮鄭郑釋释針针錯错鍵键鏈链鑒鉴鑑鉴隊队階阶際际隔隔難难雙双雜杂"
    U"離离靈灵靜静響响頁页順顺頒颁頓顿頗颇頻频願愿顯显飛飞飯饭飲饮館馆馬马駐驻驅驱驟骤驗验體体髒脏鬆松麵面齊齐齡龄"
    U"徹彻復复彈弹歡欢歐欧殘残毀毁氾泛淨净淺浅減减渾浑溫温滅灭滯滞滿满漁渔漸渐潔洁潛潜澤泽濁浊瀏浏燃燃營营爛烂牆墙"
    U"獻献瑪玛瑣琐畝亩療疗瘡疮盜盗睏困矯矫碩硕磚砖礎础禍祸稿稿穀谷築筑篩筛簽签紙纸細细絲丝緩缓練练縫缝繁繁繳缴繪绘"
    U"罷罢聖圣聞闻聲声腳脚腦脑臟脏興兴舊旧艱艰莊庄華华萊莱葷荤蓋盖蓄蓄處处虛虚蝕蚀衝冲補补製制詢询誠诚課课諒谅謹谨"
    U"貧贫貪贪貼贴賀贺購购贈赠趙赵跡迹車车軸轴輿舆辭辞邏逻酬酬採采鋪铺錢钱鏟铲鑽钻閒闲閱阅陳陈陝陕隻只雖虽電电霧雾"
    U"鞏巩顧顾騎骑驚惊鬧闹鹽盐麗丽歷历嚴严競竞創创刪删剛刚務务勞劳勢势勻匀匯汇區区協协單单卻却嚮向圖图圓圆團团墊垫"
    U"墾垦壞坏壩坝夠够夾夹奮奋婦妇孫孙學学寧宁寬宽寶宝對对尋寻屆届屬属岡冈島岛峽峡幣币帶带幫帮庫库廢废廳厅彙汇徑径"
    U"惡恶愛爱慣惯憂忧懷怀戰战戲戏戶户拋抛挾挟捨舍掃扫掛挂揚扬換换損损搖摇搶抢撐撑撥拨擊击擋挡擔担據据擠挤攔拦攝摄"
    U"敗败敵敌斃毙斷断昇升暢畅曉晓書书會会東东極极楊杨榮荣樣样橫横檯台欄栏歲岁決决沖冲況况涼凉澆浇濕湿滾滚漢汉";
// clang-format on

inline const std::array<Pair, script.size() / 2>& script_pairs() {
  static const auto sorted = [] {
    std::array<Pair, script.size() / 2> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = {script[2 * i], script[2 * i + 1]};
    std::sort(all.begin(), all.end(), [](Pair a, Pair b) { return a.from < b.from; });
    return all;
  }();
  return sorted;
}

constexpr bool one_of(char32_t c, std::u32string_view some) {
  return some.find(c) != std::u32string_view::npos;
}

// The plain form of a character; 0: none, it is left out; ' ': a gap.
inline char32_t plain(char32_t c) {
  if (c < 0x80) {
    if (c >= 'A' && c <= 'Z') return c + 32;
    if (c == '[' || c == '{') return '(';
    if (c == ']' || c == '}') return ')';
    if (c == '"' || c == '\'' || c == '`') return 0;
    if (c == '\n') return ';';
    return c <= ' ' ? U' ' : c;
  }
  if (c >= 0x4e00 && c < 0xa000) {
    const auto& pairs = script_pairs();
    const auto* found = std::lower_bound(pairs.begin(), pairs.end(), c,
                                         [](Pair p, char32_t wanted) { return p.from < wanted; });
    return found != pairs.end() && found->from == c ? found->to : c;
  }
  if (c >= 0xff01 && c <= 0xff5e) return plain(c - 0xfee0);
  if (c == 0x85 || c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
      c == 0x202f || c == 0x205f || c == 0x3000)
    return ' ';
  if ((c >= 0x200b && c <= 0x200f) || c == 0xfeff || c == 0x2060 || c == 0xad ||
      one_of(c, U"“”„‟‘’‚‛″′「」『』«»"))
    return 0;
  if ((c >= 0x2010 && c <= 0x2015) || one_of(c, U"−ー﹘﹣─━⸺⸻")) return '-';
  if (one_of(c, U"〜～∼∽˜〰")) return '~';
  if (one_of(c, U"【〔〈《〖")) return '(';
  if (one_of(c, U"】〕〉》〗")) return ')';
  if (c == U'。' || c == U'｡') return U'。';
  if (c == U'、' || c == U'､') return U'、';
  if (c == U'∶' || c == U'︰') return ':';
  if (c == U'·' || c == U'・' || c == U'‧') return '.';
  if (c == U'○' || c == U'◯' || c == U'〇') return U'〇';
  return c;
}

// Fills `text`; the phrase is UTF-8 of at most longest_phrase characters.
inline void normalise(std::string_view phrase, Text& text) {
  std::size_t i = 0;
  bool gap = false;
  int n = 0;
  bool han = false;
  while (i < phrase.size()) {
    const std::size_t at = i;
    const char32_t typed = next_character(phrase, i).value_or(U'?');
    char32_t c = plain(typed);
    // '24 may be a year or a day: not a quotation mark
    if (c == 0 && n > 0 && i < phrase.size() && one_of(typed, U"'’＇")) {
      std::size_t behind = i;
      const char32_t next = plain(next_character(phrase, behind).value_or(U'?'));
      if (next >= '0' && next <= '9') c = '\'';
    }
    if (c == 0) continue;
    if (c == ' ') {
      gap = true;
      continue;
    }
    const auto k = static_cast<std::size_t>(n);
    text.c[k] = c;
    text.at[k] = static_cast<unsigned short>(at);
    text.end[k] = static_cast<unsigned short>(i);
    text.gap[k] = gap && n > 0;
    han = han || c >= 0x4e00;
    gap = false;
    ++n;
  }
  // Spaced out, letter by letter: "1 5 日 内" is not "1" and "5". Signs at its ends may touch.
  int first = 0, last = n - 1;
  const auto sign = [&](int k) { return one_of(text.c[static_cast<std::size_t>(k)], U"()。;,"); };
  while (first < last && sign(first)) ++first;
  while (last > first && sign(last)) --last;
  bool apart = han && last - first > 1;
  for (int k = first + 1; k <= last && apart; ++k) apart = text.gap[static_cast<std::size_t>(k)];
  for (int k = first; k <= last && apart; ++k) text.gap[static_cast<std::size_t>(k)] = false;
  text.c[static_cast<std::size_t>(n)] = 0;
  text.gap[static_cast<std::size_t>(n)] = false;
  text.at[static_cast<std::size_t>(n)] = static_cast<unsigned short>(phrase.size());
  text.end[static_cast<std::size_t>(n)] = static_cast<unsigned short>(phrase.size());
  text.size = n;
}

}  // namespace rectify::detail::phrase
